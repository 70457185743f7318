// Theme and language on <html> before anything is painted; a classic script, so that the parser waits for it.
(function () {
  var root = document.documentElement;
  var theme = "system";
  var language = null;
  try {
    theme = localStorage.getItem("theme") || theme;
    language = localStorage.getItem("language");
  } catch {
    // Storage is refused: the defaults hold.
  }
  var dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.lang = language || (/^zh/i.test(navigator.language) ? "zh-CN" : "en-US");
})();
