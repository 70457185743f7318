import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem } from "../test/backend";
import { expectAccessible, showPage } from "../test/showPage";
import { ScopeBar } from "./ScopeBar";

beforeEach(() => go({ page: "snapshots" }));
afterEach(() => scopeStore.set(EVERYWHERE));

describe("accounts that could not be read", () => {
  it("are told of over the list, not called all accounts, and are asked for again", async () => {
    const answer = backend.account_list!;
    backend.account_list = () => {
      throw problem("storeFailed");
    };
    scopeStore.set({ ...EVERYWHERE, accountIds: ["prod-cn"] });
    await showPage(<ScopeBar />);
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("The accounts could not be read")).toBeTruthy();
    expect(screen.queryByText("All accounts")).toBeNull();
    await expectAccessible();
    backend.account_list = answer;
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("prod-cn");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });
});
