// Shows the document that stands beside this, and calls nothing but the mock.
"use strict";
Scalar.createApiReference("#reference", {
  content: window.helpwrightDocument,
  forceDarkModeState: document.documentElement.dataset.mode,
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "none",
  agent: { disabled: true },
  mcp: { disabled: true },
});
