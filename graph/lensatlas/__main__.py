"""The command ``lensatlas``; errors become exit codes here and nowhere else.

0 done · 1 our error · 2 usage · 3 input had rejects and --strict was given · 4 a check failed · 130 interrupted
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    import click

    from lensatlas.cli import lensatlas
    from lensatlas.errors import LensatlasError

    for stream in (sys.stdout, sys.stderr):  # articles hold every script there is, whatever the console's own encoding
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = lensatlas.main(arguments, prog_name="lensatlas", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except (
        BrokenPipeError,
        SystemExit,
    ):  # the reader of our output has seen enough; click turns the first into the second
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except LensatlasError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_code
    except OSError as error:  # a full disk, a folder that may not be written: the system's word, not a fault of ours
        click.echo(f"Error: {error.filename or 'the output'}: {error.strerror or error}", err=True)
        return 1
    except Exception as error:
        if os.environ.get("LENSATLAS_TRACE"):
            raise
        click.echo(f"Error: this is a fault of Lensatlas, not of yours: {type(error).__name__}: {error}", err=True)
        click.echo("Set LENSATLAS_TRACE=1 and run it again to see where; please report it with what you ran.", err=True)
        return 1
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
