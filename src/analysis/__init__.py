"""phasewise: is this training phase working?

Exports of any training app go in, tidy tables and monthly strength-versus-hypertrophy
reports come out. Data flows one way through the packages below; `ARCHITECTURE.md` draws it.
"""

__version__ = "0.1.0"
