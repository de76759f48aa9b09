"""Take the pictures of the page that README and tour show, of the sample articles: `make pictures`."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kg

DOCS = Path(__file__).parent
PICTURES = {"graph.png": "light", "graph-dark.png": "dark"}
SIZE = {"width": 1280, "height": 800}


def main() -> int:
    """Write the pictures; 1 where no Chromium is installed."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no chromium here: `apt-get install chromium` gets it", file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        folder = Path(name)
        kg.build(DOCS.parent / "data", folder / "kg-store")
        with kg.open_graph(folder / "kg-store") as graph:
            graph.view().write(folder / "graph.html")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture, scheme in PICTURES.items():
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, device_scale_factor=1.25)
            page.goto((folder / "graph.html").as_uri())
            page.wait_for_function("() => document.documentElement.dataset.ready")
            page.screenshot(path=DOCS / picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
