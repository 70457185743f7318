import { join, relative } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Every module that the first page needs, and those that run before React: found by following what is imported at once. */
const first = new Set<string>();
const early = new Set<string>();

/**
 * Folders of `src` that are not compiled: what the compiler adds makes the script larger that every start reads. Functions and objects made
 * there are new at each rendering: where a list or an effect depends on one, use useCallback or useMemo.
 */
const PLAIN = /^(accounts|components|format|i18n|shell|sync)[\\/]/;
const isCompiled = (file: string) => !PLAIN.test(relative(join(import.meta.dirname, "src"), file));

/** Lists that are read page by page: named by the index of their library, and used by no page but later ones. */
const LATER = /\/(useInfiniteQuery|infiniteQueryObserver|infiniteQueryOptions)\.js$/;

/** Adds a module and all that it imports at once; what is loaded later is left out. */
function follow(id: string, reached: Set<string>, importsOf: (id: string) => readonly string[]): void {
  if (reached.has(id) || LATER.test(id)) return;
  reached.add(id);
  for (const next of importsOf(id)) follow(next, reached, importsOf);
}

const firstPage: Plugin = {
  name: "first-page",
  buildEnd() {
    const importsOf = (id: string) => this.getModuleInfo(id)?.importedIds ?? [];
    for (const id of this.getModuleIds()) {
      if (id.endsWith("/src/main.tsx")) follow(id, first, importsOf);
      if (id.endsWith("/src/early.ts")) follow(id, early, importsOf);
    }
  },
  // A module waits for all that it imports: the first questions are asked by a script of their own, before React is read. The script
  // that the parser waits for comes last: all modules are asked for before it, and all but that first one run after it.
  transformIndexHtml: {
    order: "post",
    handler: (html, { bundle = {} }) => ({
      html: html.replace(/( *<script src="\/boot\.js"><\/script>\r?\n)([^]*?)(?= *<\/head>)/, "$2$1"),
      tags: Object.values(bundle)
        .filter(({ fileName }) => /^assets\/early-/.test(fileName))
        .map(({ fileName }) => ({ tag: "script", attrs: { type: "module", async: true, crossorigin: true, src: `/${fileName}` }, injectTo: "head-prepend" })),
    }),
  },
};

export default defineConfig({
  plugins: [react({ babel: { plugins: [["babel-plugin-react-compiler", { sources: isCompiled }]] } }), firstPage],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    target: ["es2022", "safari16.4"],
    // Everything is read from the application itself: a data: URI would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // The first page in three files instead of a hundred. The first of them asks for the rows before React is evaluated.
        codeSplitting: {
          groups: [
            { name: "early", priority: 3, test: (id: string) => early.has(id) },
            { name: "vendor", priority: 2, test: (id: string) => first.has(id) && id.includes("/node_modules/") },
            { name: "first", priority: 1, test: (id: string) => first.has(id) && !id.endsWith("/src/main.tsx") },
            // What every form is made of, in one file: the first page names each file that its ways lead to.
            { name: "form", test: (id: string) => !first.has(id) && /\/src\/components\/(Wizard\w+|ConfirmTyped|canBeTyped|wrongField|GuidanceList|RequestText|Callout|ProblemNote|FieldNote|TextField|NumberField|CountField|ReviewRow|StepList)\./.test(id) },
            { name: "deletion", test: (id: string) => id.includes("/src/delete/") && !first.has(id) },
          ],
        },
      },
    },
  },
});
