import { ESLint } from "eslint";
import { expect, it } from "vitest";

const lint = async (path: string) => {
  const [result] = await new ESLint().lintText('import { invoke } from "@tauri-apps/api/core";\nexport const answer = invoke;\n', { filePath: path });
  return result?.messages.map((message) => message.ruleId) ?? [];
};

it("keeps the shell's own interface inside of src/backend", async () => {
  expect(await lint("src/route.ts")).toContain("no-restricted-imports");
  expect(await lint("src/backend/invoke.ts")).not.toContain("no-restricted-imports");
}, 60_000);
