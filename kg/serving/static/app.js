// What a script adds to the pages: the theme is kept, news of a build is told, the reader follows a sentence.

const root = document.body.dataset.root ?? "";

const KEY = "kg-theme";

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off
  }
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // storage is switched off: the theme lasts as long as the page
  }
}

const theme = document.getElementById("theme");
const before = kept();
if (before === "dark" || before === "light") document.documentElement.dataset.theme = before;
theme.hidden = false;
theme.addEventListener("click", () => {
  const isDark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(isDark ? "light" : "dark");
});

// A build that lands is told, and the reader decides when the page is made anew.
const news = document.getElementById("news");
const shown = document.body.dataset.generation;
const events = new EventSource(`${root}/events`);
events.addEventListener("generation", (event) => {
  news.hidden = event.data === shown;
  if (!news.hidden && !news.hasChildNodes()) {
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = "Show it as it is now";
    again.addEventListener("click", (click) => {
      click.preventDefault();
      location.reload();
    });
    news.append("The graph has changed. ", again);
  }
});
addEventListener("pagehide", () => events.close());

// The reader: a sentence and its statements are marked together.
function choose(number) {
  for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
  const [sentence, said] = [`s${number}`, `said${number}`].map((id) => document.getElementById(id));
  sentence?.classList.add("chosen");
  said?.classList.add("chosen");
  return { sentence, said };
}

document.getElementById("text")?.addEventListener("click", (event) => {
  const sentence = event.target.closest(".sentence.says");
  if (!sentence || event.target.closest(".in-text") || String(getSelection())) return;
  event.preventDefault();
  choose(sentence.id.slice(1)).said?.scrollIntoView({ block: "nearest" });
});
document.getElementById("said")?.addEventListener("click", (event) => {
  const back = event.target.closest(".back-to");
  if (!back) return;
  event.preventDefault();
  choose(back.hash.slice(2)).sentence?.scrollIntoView({ block: "center" });
});
const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const of = target?.closest?.(".of-sentence");
if (of) {
  choose(of.id.slice(4)).sentence?.scrollIntoView({ block: "center" });
  target.scrollIntoView({ block: "nearest" });
}

document.getElementById("query")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});
