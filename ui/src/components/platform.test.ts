import { expect, it } from "vitest";
import { platformOf } from "./platform";

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko)", "linux"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "mac"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/130.0", "windows"],
  ["jsdom", "unknown"],
])("knows the operating system of %s", (userAgent, platform) => {
  expect(platformOf(userAgent)).toBe(platform);
});
