import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { backend, problem } from "../test/backend";
import { accounts } from "../test/fixtures/accounts";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import AccountsSection from "./AccountsSection";
import { connectAsked } from "./connectAsked";

const table = () => screen.findByRole("table", { name: "Connected accounts" });

async function askToRemove(alias: string) {
  const person = userEvent.setup();
  await person.click(within(await table()).getByRole("button", { name: `Actions for ${alias}` }));
  await person.click(await screen.findByRole("menuitem", { name: "Remove account…" }));
  const dialog = await screen.findByRole("dialog", { name: `Remove ${alias}` });
  return { person, dialog };
}

describe("accounts", () => {
  it("has nothing that axe objects to", async () => {
    await showPage(<AccountsSection />);
    await table();
    await expectAccessible();
  });

  it("shows whose key each account uses, and the details of the one that is chosen", async () => {
    await showPage(<AccountsSection />);
    const staging = within(await table()).getByRole("button", { name: "staging" });
    await userEvent.click(staging);
    const panel = screen.getByRole("complementary", { name: "Account staging" });
    expect(within(panel).getByText("RAM user darkroom-ops")).toBeTruthy();
    expect(within(panel).getByText("LTAI5tPq…N1bD")).toBeTruthy();
    expect(await within(panel).findByText("9 of 28")).toBeTruthy();
    expect(staging.getAttribute("aria-current")).toBe("true");
  });

  it("shows the form for a new account when it was asked for from outside, once", async () => {
    connectAsked.set(true);
    await showPage(<AccountsSection />);
    const dialog = await screen.findByRole("dialog", { name: "Connect an account" });
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(connectAsked.get()).toBe(false);
  });

  it("says what removing does, and removes in a test account on one more click", async () => {
    const remove = vi.fn();
    backend.account_remove = remove;
    await showPage(<AccountsSection />);
    const { person, dialog } = await askToRemove("test-lab");
    expect(within(dialog).getByText(/deleted from the keyring/)).toBeTruthy();
    expect(within(dialog).getByText(/in the cloud are not touched/)).toBeTruthy();
    await waitFor(() => expect(within(dialog).queryByText(/no longer followed/)).toBeNull());
    await person.click(within(dialog).getByRole("button", { name: "Remove account" }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ accountId: "test-lab" }));
  });

  it("removes a production account only when its name was typed, and speaks of its running jobs", async () => {
    const remove = vi.fn();
    backend.account_remove = remove;
    await showPage(<AccountsSection />);
    const { person, dialog } = await askToRemove("prod-cn");
    expect(await within(dialog).findByText(/2 unfinished jobs are no longer followed; what the cloud has accepted goes on there/)).toBeTruthy();
    expect(within(dialog).getByText(/The journal keeps the name prod-cn/)).toBeTruthy();
    const name = within(dialog).getByLabelText("Type the account name to confirm");
    const button = within(dialog).getByRole("button", { name: "Remove account" });
    await person.type(name, "prod-");
    await person.click(button);
    expect(remove).not.toHaveBeenCalled();
    expect(noteOf(name)).toBe("Type prod-cn, letter by letter.");
    await person.type(name, "cn");
    await person.click(button);
    await waitFor(() => expect(remove).toHaveBeenCalledTimes(1));
  });

  it("tells a failure in the dialog", async () => {
    backend.account_remove = () => {
      throw problem("keyringLocked");
    };
    await showPage(<AccountsSection />);
    const { person, dialog } = await askToRemove("test-lab");
    await person.click(within(dialog).getByRole("button", { name: "Remove account" }));
    expect((await within(dialog).findByRole("alert")).textContent).toMatch(/The keyring is locked/);
  });

  it("names the accounts that cannot be used while the keyring is locked", async () => {
    backend.account_list = () => accounts.map((account) => (account.id === "test-lab" ? { ...account, secret: "locked" } : account));
    backend.keyring_state = () => ({ ready: false, problem: "keyringLocked" });
    await showPage(<AccountsSection />);
    expect(await screen.findByText("The keyring is locked, so test-lab cannot be used.")).toBeTruthy();
    expect(screen.getByText("Keyring locked")).toBeTruthy();
  });

  it("connects another account in a dialog", async () => {
    await showPage(<AccountsSection />);
    await table();
    await userEvent.click(screen.getByRole("button", { name: "Connect account" }));
    const dialog = await screen.findByRole("dialog", { name: "Connect an account" });
    const person = userEvent.setup();
    await person.type(within(dialog).getByLabelText("AccessKey ID"), "LTAI5tPq8XmZ4kW2vR7cN1bD");
    await person.type(within(dialog).getByLabelText("AccessKey Secret"), "secret");
    await person.type(within(dialog).getByLabelText("Name in Darkroom"), "prod-cn");
    await person.click(within(dialog).getByRole("button", { name: "Connect account" }));
    await waitFor(() => expect(noteOf(within(dialog).getByLabelText("Name in Darkroom"))).toMatch(/Choose a different name/));
    await person.type(within(dialog).getByLabelText("Name in Darkroom"), "2");
    await person.click(within(dialog).getByRole("button", { name: "Connect account" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("opens and closes the practice cloud", async () => {
    await showPage(<AccountsSection />);
    await table();
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    await userEvent.click(await screen.findByRole("button", { name: "Close" }));
    expect(await screen.findByRole("button", { name: "Open" })).toBeTruthy();
  });
});
