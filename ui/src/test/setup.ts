import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { loadProblemWords, startI18n } from "../i18n";
import { resetBackend } from "./backend";
import { NOW } from "./now";

const HEIGHT = 640;
const SIZES = { "--row-height": "32px", "--row-height-header": "28px", "--panel-width": "320px", "--panel-width-min": "300px", "--panel-width-max": "560px" };

// A failing query says what it looked for, without the whole page.
configure({ getElementError: (message) => new Error(message ?? "not found"), asyncUtilTimeout: 20_000 });

beforeAll(async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
  // jsdom reads no style sheets: what the window measures by is said here.
  for (const [token, value] of Object.entries(SIZES)) document.documentElement.style.setProperty(token, value);
  await startI18n("en-US");
  await loadProblemWords();
});

beforeEach(() => {
  // jsdom lays nothing out: every box is as tall as the grid of a usual window.
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(HEIGHT);
  vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(1200);
  vi.spyOn(Date, "now").mockReturnValue(NOW);
  resetBackend();
});

afterEach(cleanup);
