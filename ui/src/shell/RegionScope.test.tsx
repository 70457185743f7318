import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccountRegion } from "../backend/bindings/types";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem } from "../test/backend";
import { holdAnswer } from "../test/holdAnswer";
import { showPage } from "../test/showPage";
import { RegionScope } from "./RegionScope";

interface Choose {
  accountId: string;
  regionIds: string[];
}

let sent: Choose[] = [];

beforeEach(() => {
  sent = [];
  const choose = backend.region_choose! as (args: Choose) => unknown;
  backend.region_choose = (args: Choose) => {
    sent.push(args);
    return choose(args);
  };
  scopeStore.set({ ...EVERYWHERE, accountIds: ["prod-cn"] });
});
afterEach(() => act(() => scopeStore.set(EVERYWHERE)));

/** Ticks regions and closes the list. */
async function tick(...regions: string[]) {
  await userEvent.click(await screen.findByRole("button", { name: /\/ 28/ }));
  for (const region of regions) await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: new RegExp(region) }));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
}

describe("choosing regions while a choice is being saved", () => {
  it("sends what was ticked last once the one before is saved", async () => {
    await showPage(<RegionScope />);
    const release = holdAnswer("region_choose");
    await tick("cn-qingdao");
    await waitFor(() => expect(sent).toHaveLength(1));
    await tick("cn-zhangjiakou");
    expect(sent).toHaveLength(1);
    release();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.regionIds).toEqual(expect.arrayContaining(["cn-qingdao", "cn-zhangjiakou"]));
    await screen.findByRole("button", { name: /11 \/ 28/ });
  });

  it("sends it also when the one before failed", async () => {
    await showPage(<RegionScope />);
    const choose = backend.region_choose! as (args: Choose) => unknown;
    backend.region_choose = (args: Choose) => {
      const answer = choose(args);
      if (sent.length === 1) throw problem("cacheFailed");
      return answer;
    };
    const release = holdAnswer("region_choose");
    await tick("cn-qingdao");
    await tick("cn-zhangjiakou");
    release();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.regionIds).toEqual(expect.arrayContaining(["cn-qingdao", "cn-zhangjiakou"]));
  });

  it("sends it also when the page is left meanwhile, after the one before it", async () => {
    const { unmount } = await showPage(<RegionScope />);
    const release = holdAnswer("region_choose");
    await tick("cn-qingdao");
    await waitFor(() => expect(sent).toHaveLength(1));
    await tick("cn-zhangjiakou");
    unmount();
    expect(sent).toHaveLength(1);
    release();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]?.regionIds).toEqual(expect.arrayContaining(["cn-qingdao", "cn-zhangjiakou"]));
  });

  it("keeps ticks that are made while the regions of another account arrive", async () => {
    act(() => scopeStore.set({ ...EVERYWHERE, accountIds: ["prod-cn", "test-lab"] }));
    const list = backend.region_list! as (args: { accountId: string }) => AccountRegion[];
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    backend.region_list = async (args: { accountId: string }) => {
      if (args.accountId !== "test-lab") return list(args);
      await arrived;
      return list(args).map((region, index) => (index === 0 ? { ...region, regionId: "only-here" } : region));
    };
    await showPage(<RegionScope />);
    await userEvent.click(await screen.findByRole("button", { name: /\/ 28/ }));
    const box = await screen.findByRole("menuitemcheckbox", { name: /cn-qingdao/ });
    await userEvent.click(box);
    arrive();
    await screen.findByRole("menuitemcheckbox", { name: /only-here/ });
    expect(box.getAttribute("aria-checked")).toBe("true");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.regionIds).toContain("cn-qingdao");
  });

  it("does not carry ticks to another account", async () => {
    await showPage(<RegionScope />);
    const release = holdAnswer("region_choose");
    await tick("cn-qingdao");
    act(() => scopeStore.set({ ...EVERYWHERE, accountIds: ["test-lab"] }));
    await tick("cn-zhangjiakou");
    release();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ accountId: "test-lab" });
    expect(sent[1]?.regionIds).not.toContain("cn-qingdao");
  });
});
