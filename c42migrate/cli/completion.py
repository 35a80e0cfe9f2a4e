"""``completion``: the shell code that completes commands, options, formats, kinds, and codes, families and names."""

from __future__ import annotations

import os

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

from c42migrate.cli import sink
from c42migrate.errors import UsageError

SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_CWORD = $wordToComplete
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell, of which click knows nothing: the words as typed, and answers as value, tab, help."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is completed, and that one."""
        words, incomplete = os.environ["COMP_WORDS"].split()[1:], os.environ["COMP_CWORD"]
        return words[:-1] if incomplete and words and words[-1] == incomplete else words, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Return one answer as the script above reads it."""
        return f"{item.value}\t{item.help or ''}"


add_completion_class(PowerShellComplete)


@click.command(epilog='Example, for ~/.bashrc: eval "$(c42migrate completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL."""
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"there is no completion for {shell}")
    sink.show(kind(ctx.find_root().command, {}, "c42migrate", "_C42MIGRATE_COMPLETE").source() + "\n")


COMMANDS = {"completion": completion}
