import { waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { KeptDraft } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import { backend, problem } from "../test/backend";
import { sourceOf } from "../test/fixtures/imageSource";
import { keptDrafts } from "../test/pagesBackend";
import { forgetDraft, keepDraft, keepDraftOfJob, keptDraft, newDraft, writeDraft } from "./drafts";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };
const proposed = () => sourceOf(key).draft;

beforeEach(() => forgetDraft(key));

describe("writing a draft", () => {
  const kept = (name: string): KeptDraft => ({ ...newDraft(proposed()), draft: { ...proposed(), name } });
  const names = (written: KeptDraft[]) => written.map(({ draft }) => draft.name);
  const never = (thrown: unknown) => {
    throw thrown;
  };

  it("writes once for many letters, and the newest last", async () => {
    const written: KeptDraft[] = [];
    const answers: (() => void)[] = [];
    backend.image_draft_keep = ({ kept }: { kept: KeptDraft }) => {
      written.push(kept);
      return new Promise<void>((resolve) => answers.push(resolve));
    };
    for (const name of ["w", "we", "web"]) keepDraft(kept(name), never);
    expect(written).toEqual([]);
    const first = writeDraft(key);
    await waitFor(() => expect(names(written)).toEqual(["web"]));
    keepDraft(kept("web-2"), never);
    const second = writeDraft(key);
    // Two writes at once could end in either order.
    expect(names(written)).toEqual(["web"]);
    answers[0]?.();
    await first;
    await waitFor(() => expect(names(written)).toEqual(["web", "web-2"]));
    answers[1]?.();
    await second;
  });

  it("writes by itself a moment later", async () => {
    keepDraft(kept("by-itself"), never);
    await waitFor(() => expect(keptDrafts.get(keyText(key))?.draft.name).toBe("by-itself"));
  });

  it("writes nothing of a draft that is forgotten", async () => {
    keepDraft(kept("forgotten"), never);
    await forgetDraft(key);
    expect(await keptDraft(key)).toBeNull();
  });

  it("forgets a draft that was sent only as long as no other has taken its place", async () => {
    const [sent, newer] = [kept("sent"), kept("newer")];
    keepDraft(sent, never);
    await writeDraft(key);
    keepDraft(newer, never);
    await forgetDraft(key, sent.requestId);
    expect(await keptDraft(key)).toEqual(newer);
    await forgetDraft(key, newer.requestId);
    expect(await keptDraft(key)).toBeNull();
    await keepDraftOfJob(proposed());
    await forgetDraft(key, newer.requestId);
    expect(await keptDraft(key)).not.toBeNull();
  });

  it("tells once that it fails, and again after it went well", async () => {
    const told: unknown[] = [];
    const tell = (thrown: unknown) => told.push(thrown);
    let fails = true;
    let asked = 0;
    backend.image_draft_keep = () => {
      asked += 1;
      if (fails) throw problem("storeFailed", { params: { reason: "full", operation: "write" } });
    };
    const keep = async () => {
      const before = asked;
      keepDraft(kept("x"), tell);
      await waitFor(() => expect(asked).toBe(before + 1));
    };
    await keep();
    await waitFor(() => expect(told).toHaveLength(1));
    await keep();
    fails = false;
    await keep();
    fails = true;
    await keep();
    await waitFor(() => expect(told).toHaveLength(2));
  });
});
