import { describe, expect, it } from "vitest";
import { accountsQuery, createQueryClient, invalidate, jobsQuery, keyringQuery, syncQuery } from "./queries";

const KEYS = [accountsQuery, keyringQuery, syncQuery, jobsQuery].map(({ queryKey }) => String(queryKey[0]));

/** Which of the answers are asked for again after a change. */
function staleAfter(change: Parameters<typeof invalidate>[1]): string[] {
  const client = createQueryClient();
  for (const key of KEYS) client.setQueryData([key], []);
  void invalidate(client, change);
  return KEYS.filter((key) => client.getQueryState([key])?.isInvalidated);
}

describe("a change in the core", () => {
  it("asks again for what it has touched", () => {
    expect(staleAfter({ kind: "job", id: 1 })).toEqual(["jobs"]);
  });

  it("asks again for everything when changes were lost on the way", () => {
    expect(staleAfter({ kind: "everything" })).toEqual(["accounts", "keyring", "sync", "jobs"]);
  });
});
