// Before anything is shown: the colours that the reader chose, else the system's.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const chosen = localStorage.getItem("helpwright.mode");
    if (chosen === "dark" || chosen === "light") root.dataset.mode = chosen;
  } catch {
    // Storage is closed to files in some browsers: the system's colours then.
  }
})();
