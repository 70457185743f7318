import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AddressBookEntry } from "../backend/bindings/types";
import { i18next, switchLanguage } from "../i18n";
import { setAddressBook } from "../test/addressBookBackend";
import { backend, problem } from "../test/backend";
import { addressBook } from "../test/fixtures/addressBook";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import SettingsPage from "../settings/SettingsPage";
import "./AddressBookSection";

beforeEach(() => void setAddressBook(addressBook));
afterEach(() => switchLanguage("en-US"));

const show = async () => {
  await showPage(<SettingsPage section="addressBook" />);
  return within(await screen.findByRole("table", { name: "Address book" }));
};

const rowOf = (name: string) => within(screen.getByText(name).closest<HTMLElement>("[role=row]")!);

describe("the address book", () => {
  it("shows who is in it, finds them by any part, and copies plain digits", async () => {
    const person = userEvent.setup();
    const table = await show();
    expect(table.getByText("1602 7714 5380 5526")).toBeTruthy();
    await person.click(rowOf("partner-north").getByRole("button", { name: "Copy Account ID (UID)" }));
    expect(await navigator.clipboard.readText()).toBe("1602771453805526");
    await person.type(screen.getByRole("searchbox", { name: "Name, ID or note" }), "1377-5209");
    expect(table.queryByText("partner-north")).toBeNull();
    expect(table.getByText("华东灾备")).toBeTruthy();
    await expectAccessible();
  });

  it("adds an entry, and says at its field what is wrong with the ID", async () => {
    const person = userEvent.setup();
    const table = await show();
    await person.click(screen.getByRole("button", { name: "Add account" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add account to the address book" }));
    const name = dialog.getByLabelText("Name");
    const uid = dialog.getByLabelText("Account ID (UID)");
    await waitFor(() => expect(document.activeElement).toBe(name));
    await person.keyboard("auditor");
    for (const [typed, note] of [
      ["ops@example.com", /16 digits, no login name/],
      ["204567890123456789", /IDs of 18 digits belong to RAM users/],
      ["1645590212037781", /your own account staging/],
      ["1602 7714 5380 5526", /has this account ID already: partner-north/],
    ] as const) {
      await person.clear(uid);
      await person.type(uid, typed);
      await waitFor(() => expect(noteOf(uid)).toMatch(note));
    }
    await person.keyboard("{Enter}");
    expect(screen.getByRole("dialog")).toBeTruthy();
    await person.clear(uid);
    await person.type(uid, "1499 0033 1122 4455{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(table.getByText("1499 0033 1122 4455")).toBeTruthy();
  });

  it("changes an entry, keeps what was typed when that fails, and removes one after it was asked", async () => {
    const person = userEvent.setup();
    const table = await show();
    await person.click(table.getByRole("button", { name: "Change partner-north" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Change partner-north" }));
    const note = dialog.getByLabelText(/^Note/);
    await person.clear(note);
    await person.type(note, "moved");
    const save = backend.address_book_save;
    backend.address_book_save = () => {
      throw problem("storeFailed", { params: { reason: "full", operation: "write" } });
    };
    await person.click(dialog.getByRole("button", { name: "Save" }));
    expect((await dialog.findByRole("alert")).textContent).toMatch(/disk is full/);
    backend.address_book_save = save!;
    await person.click(dialog.getByRole("button", { name: "Save" }));
    expect(await table.findByText("moved")).toBeTruthy();
    await person.click(table.getByRole("button", { name: "Remove partner-north" }));
    const asked = within(await screen.findByRole("dialog", { name: "Remove partner-north?" }));
    expect(asked.getByText("Images that are shared with it stay shared.")).toBeTruthy();
    await expectAccessible();
    await person.click(asked.getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(table.queryByText("partner-north")).toBeNull());
  });

  it("says of a file line by line what would be taken over and what is wrong", async () => {
    const person = userEvent.setup();
    const sent: AddressBookEntry[][] = [];
    const put = backend.address_book_import as unknown as (args: { entries: AddressBookEntry[] }) => AddressBookEntry[];
    backend.address_book_import = (args: { entries: AddressBookEntry[] }) => {
      sent.push(args.entries);
      return put(args);
    };
    const table = await show();
    await person.click(screen.getByRole("button", { name: "Import CSV…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Import people.csv" }));
    for (const text of ["1 new entry", "1 entry is there as it is", "2 lines are wrong and are left out"]) expect(dialog.getByText(text)).toBeTruthy();
    const fresh = within(dialog.getByRole("list", { name: "New entries" }));
    expect(fresh.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["2auditor · 1499003311224455"]);
    const wrong = within(dialog.getByRole("list", { name: "Wrong lines" }));
    expect(wrong.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^5=cmd\(\) · ops@example.com.*16 digits/),
      expect.stringMatching(/^6rounded · 1.49900E\+15.*lost its last digits/),
    ]);
    await person.click(dialog.getByRole("button", { name: "Copy: Wrong lines" }));
    expect(await navigator.clipboard.readText()).toMatch(/^5\t=cmd\(\) · ops@example.com\t.*\n6\t/);
    await expectAccessible();
    await person.click(dialog.getByRole("checkbox", { name: /Also change 1 entry/ }));
    await person.click(dialog.getByRole("button", { name: "Import 2 entries" }));
    await waitFor(() => expect(sent.map((entries) => entries.map(({ name }) => name))).toEqual([["auditor", "North"]]));
    expect(await table.findByText("North")).toBeTruthy();
  });

  it("says why a file could not be read", async () => {
    backend.address_book_read = () => {
      throw problem("addressFileRefused", { params: { file: "people.xlsx", reason: "notText" } });
    };
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Import CSV…" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/people\.xlsx is no text in UTF-8/);
  });

  it("gives the file headings in the language of the window, and is accessible in Chinese", async () => {
    await i18next.loadLanguages("zh-CN");
    await switchLanguage("zh-CN");
    const sent: unknown[] = [];
    backend.address_book_export = ({ headings }: { headings: unknown }) => {
      sent.push(headings);
      return null;
    };
    await showPage(<SettingsPage section="addressBook" />);
    await screen.findByRole("table", { name: "账号簿" });
    await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
    await waitFor(() => expect(sent).toEqual([{ name: "名称", uid: "账号ID (UID)", note: "备注" }]));
    await expectAccessible();
  });

  it("is empty only when that is certain", async () => {
    backend.address_book_list = () => {
      throw problem("storeFailed", { params: { reason: "damaged", operation: "read" } });
    };
    await showPage(<SettingsPage section="addressBook" />);
    expect(await screen.findByText(/is damaged/)).toBeTruthy();
    expect(screen.queryByText("The address book is empty")).toBeNull();
  });
});
