"""Takes the README's picture of the home page: `python tests/take_picture.py ADDRESS TARGET.jpg`."""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

from chromium import find_chromium


def take_picture(address: str, target: str) -> None:
    """Save the top of the page at `address` at desktop width as JPEG."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(address, wait_until="networkidle")
        page.screenshot(path=target, type="jpeg", quality=88)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Pemakaian: python tests/take_picture.py ALAMAT BERKAS.jpg")
    take_picture(*sys.argv[1:])
