import { useQueryClient } from "@tanstack/react-query";
import type { AddressBookEntry } from "../backend/bindings/types";
import { addressBookQuery } from "../backend/queries";

/** Takes what a command has answered for the address book of now. */
export function useKeepBook(): (book: AddressBookEntry[]) => void {
  const client = useQueryClient();
  return (book) => void client.setQueryData(addressBookQuery.queryKey, book);
}
