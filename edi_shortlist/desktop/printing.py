"""Prints a sheet, through the dialog of the system."""

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def print_sheet(parent: QWidget, html: str) -> bool:
    """Ask for a printer and print a sheet; say whether it was sent there."""
    printer = QPrinter()
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    paper = QTextDocument()
    paper.setHtml(html)
    paper.print_(printer)
    return True
