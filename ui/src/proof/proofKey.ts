import { createContext, use } from "react";
import type { ResourceKey } from "../backend/bindings/types";

/** Account and region of the instances of a proof. */
export const ProofPlace = createContext<Pick<ResourceKey, "accountId" | "regionId">>({ accountId: "", regionId: "" });

/** Gives the key of an instance of the proof by its id. */
export function useProofKey(): (id: string) => ResourceKey {
  const place = use(ProofPlace);
  return (id) => ({ ...place, id });
}
