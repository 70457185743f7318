import type { AddressBookEntry, Finding } from "../backend/bindings/types";
import { emit, extendBackend, problem } from "./backend";
import { accounts } from "./fixtures/accounts";
import { addressBook, addressFile } from "./fixtures/addressBook";

let kept: AddressBookEntry[] = addressBook;

/** Gives the made-up core another address book, and tells of it. */
export function setAddressBook(book: AddressBookEntry[]): AddressBookEntry[] {
  kept = book.toSorted((one, other) => one.name.localeCompare(other.name));
  emit({ kind: "addressBook" });
  return kept;
}

const digits = (uid: string) => uid.replace(/[\s-]/g, "");

/** A few of the rules, enough to see the words. The rules themselves are the core's. */
function entryFindings({ uid: typed, name }: AddressBookEntry, replaces: string | null): Finding[] {
  const uid = digits(typed);
  const found = (severity: Finding["severity"], field: string, code: Finding["code"], params: Record<string, string> = {}): Finding => ({ severity, field, code, params });
  const own = accounts.find((account) => account.uid === uid);
  const there = kept.find((entry) => entry.uid === uid && uid !== replaces);
  const ofUid = own
    ? found("error", "uid", "connectedAccountId", { alias: own.alias })
    : there
      ? found("error", "uid", "inAddressBook", { name: there.name })
      : /^\d{18}$/.test(uid)
        ? found("warning", "uid", "looksLikeRamUserId")
        : uid === ""
          ? found("error", "uid", "required")
          : !/^\d{16}$/.test(uid) && found("error", "uid", "notAnAccountId");
  return [...(name.trim() === "" ? [found("error", "name", "required")] : []), ...(ofUid ? [ofUid] : [])];
}

/** The address book, as the core keeps it. */
extendBackend({
  address_book_list: () => kept,
  address_book_check: ({ entry, replaces }: { entry: AddressBookEntry; replaces: string | null }) => entryFindings(entry, replaces),
  address_book_save: ({ entry, replaces }: { entry: AddressBookEntry; replaces: string | null }) => {
    const error = entryFindings(entry, replaces).find(({ severity }) => severity === "error");
    if (error) throw problem("draftInvalid", { field: error.field, params: { count: "1" } });
    return setAddressBook([...kept.filter(({ uid }) => uid !== replaces), { ...entry, uid: digits(entry.uid) }]);
  },
  address_book_remove: ({ uid }: { uid: string }) => setAddressBook(kept.filter((entry) => entry.uid !== uid)),
  address_book_read: () => addressFile,
  address_book_import: ({ entries }: { entries: AddressBookEntry[] }) => setAddressBook([...kept.filter(({ uid }) => !entries.some((entry) => entry.uid === uid)), ...entries]),
  address_book_export: () => ({ file: "address-book-2026-11-23.csv", entries: kept.length }),
  kms_key_list: ({ regionId }: { regionId: string }) => (regionId === "eu-central-1" ? [{ id: "1f0c5ab2-9d41-4c7e-8f35-2b6e7d90a1c4", alias: "erp-eu" }] : []),
});
