/* Light or dark: runs before anything is painted, so that nothing flashes. The choice is kept where the
   theme's own script keeps it, which hand-written pages run. `schemes` stands before this. */
(function () {
  "use strict";

  const KEPT = "/.__palette";
  const AUTOMATIC = "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = Math.max(0, schemes.findIndex((scheme) => scheme.media && matchMedia(scheme.media).matches));
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    if (kept && schemes[kept.index]) chosen = kept.index;
  } catch {
    /* Nothing can be kept here: the device decides. */
  }

  function paint() {
    const media = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
    const automatic = schemes[chosen].media === AUTOMATIC;
    const shown = (automatic && schemes.find((scheme) => scheme.media === media)) || schemes[chosen];
    for (const name of ["scheme", "primary", "accent"]) {
      document.body.setAttribute("data-md-color-" + name, shown[name]);
    }
  }

  function keep() {
    const { media, scheme, primary, accent } = schemes[chosen];
    try {
      localStorage.setItem(KEPT, JSON.stringify({ index: chosen, color: { media, scheme, primary, accent } }));
    } catch {
      /* As above: it holds for this page. */
    }
  }

  function prepareButton() {
    const button = document.querySelector("[data-scheme]");
    if (!button || !schemes[chosen].name) return;
    const show = () => {
      button.innerHTML = schemes[chosen].icon;
      button.title = schemes[chosen].name;
      button.setAttribute("aria-label", schemes[chosen].name);
      const header = getComputedStyle(document.querySelector("header")).backgroundColor;
      document.querySelector("meta[name=theme-color]").content = header;
    };
    button.addEventListener("click", () => {
      chosen = (chosen + 1) % schemes.length;
      keep();
      paint();
      show();
    });
    button.hidden = false;
    show();
  }

  document.documentElement.dataset.skrip = ""; // what waits for its script has its room from the first painting on
  paint();
  dark.addEventListener("change", paint);
  document.addEventListener("DOMContentLoaded", prepareButton);
})();
