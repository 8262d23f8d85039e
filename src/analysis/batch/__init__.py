"""Many reports: what changed, a pool of workers, a page for the coach."""

from analysis.batch.job import Job, Result, Status
from analysis.batch.pool import run

__all__ = ["Job", "Result", "Status", "run"]
