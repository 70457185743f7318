import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const DIST = join(process.cwd(), "dist");
const INDEX = join(DIST, "index.html");
const MOST = 180_000;

/** What a page names in its own text: it is loaded before anything is shown. */
const named = (html: string) => [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");

/** What a script imports at once. */
const imported = (script: string) => [...script.matchAll(/from"\.\/([^"]+\.js)"|import"\.\/([^"]+\.js)"/g)].map((match) => `assets/${match[1] ?? match[2] ?? ""}`);

describe.skipIf(!existsSync(INDEX))("the first load, as built", () => {
  it("is at most 180 kB", () => {
    const files = new Set(named(readFileSync(INDEX, "utf8")));
    for (const file of files) if (file.endsWith(".js")) for (const next of imported(readFileSync(join(DIST, file), "utf8"))) files.add(next);
    const sizes = [...files].map((file) => gzipSync(readFileSync(join(DIST, file))).length);
    expect(files.size).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST);
  });

  it("asks for its modules before the script that the parser waits for", () => {
    const head = readFileSync(INDEX, "utf8").split("</head>")[0] ?? "";
    expect(head.match(/<(?:script|link)[^>]*>/g)?.at(-1)).toBe('<script src="/boot.js">');
  });

  it("begins with a script that asks the first questions and waits for no other", () => {
    const first = /<script[^>]*>/.exec(readFileSync(INDEX, "utf8"))?.[0] ?? "";
    expect(first).toMatch(/type="module" async/);
    const script = readFileSync(join(DIST, named(first)[0] ?? ""), "utf8");
    expect(imported(script)).toEqual([]);
    expect(script).toContain("view_open");
  });
});
