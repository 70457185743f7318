import { expect, it } from "vitest";
import { launchStartOf } from "../test/fixtures/launch";
import { keptForms } from "./keptForms";

it("forms of an account that is removed are forgotten, and no others", () => {
  const key = (accountId: string) => ({ accountId, regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" });
  const keep = (accountId: string, like: string | null) => keptForms.keep(key(accountId), like, { draft: launchStartOf(key(accountId), like).draft, step: "machine", begunAt: 0 });
  keep("prod", null);
  keep("prod", "i-bp1nxbotcxap5f8h2k7d");
  keep("prod-cn", null);
  keptForms.forgetAccount("prod");
  expect(keptForms.of(key("prod"), null)).toBeNull();
  expect(keptForms.of(key("prod"), "i-bp1nxbotcxap5f8h2k7d")).toBeNull();
  expect(keptForms.of(key("prod-cn"), null)).not.toBeNull();
});
