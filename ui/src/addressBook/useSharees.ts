import { useQuery } from "@tanstack/react-query";
import type { Account, AddressBookEntry } from "../backend/bindings/types";
import { accountsQuery, addressBookQuery } from "../backend/queries";

/** Somebody an image is shared with, as far as they are known here. */
export interface Sharee {
  uid: string;
  /** The connected account of this id. */
  account: Account | undefined;
  /** The entry of the address book, when the account is not connected. */
  entry: AddressBookEntry | undefined;
}

/** Tells who has an account id: a connected account, one of the address book, or nobody that is known. */
export function useSharees(): (uid: string) => Sharee {
  const { data: accounts } = useQuery(accountsQuery);
  const { data: book } = useQuery(addressBookQuery);
  const byUid = new Map(book?.map((entry) => [entry.uid, entry]));
  return (uid) => {
    const account = accounts?.find((each) => each.uid === uid);
    return { uid, account, entry: account ? undefined : byUid.get(uid) };
  };
}
