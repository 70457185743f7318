// Stands for @tauri-apps/api/core in tests and in the preview.
import { backend, problem } from "./backend";

export async function invoke(command: string, args: object = {}): Promise<unknown> {
  await Promise.resolve();
  // Tests bring the pages they show; the preview shows them all.
  if (!(command in backend) && import.meta.env.MODE !== "test") await import("./pagesBackend");
  const handler = backend[command];
  if (!handler) throw problem("internal");
  // What crosses is JSON: no object is shared with the page.
  const answer: unknown = await (handler as (args: object) => unknown)(args);
  return answer === undefined ? undefined : structuredClone(answer);
}
