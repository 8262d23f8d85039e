"""The sample clients: one module and one `client.toml` each."""
