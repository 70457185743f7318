import { useQuery, useQueryClient } from "@tanstack/react-query";
import { preferencesChange, preferencesGet } from "../backend/bindings/commands";
import type { PreferenceChange, Preferences } from "../backend/bindings/types";
import { useCommand, type Command, type CommandOptions } from "../useCommand";
import { connectionQuery, preferencesQuery } from "./queries";

export const usePreferences = () => useQuery(preferencesQuery);

/** Takes what a command has answered for what is set now. */
export function useKeepPreferences(): (next: Preferences) => void {
  const client = useQueryClient();
  return (next) => void client.setQueryData(preferencesQuery.queryKey, next);
}

/** The same after a change of the way to the cloud: what was tested before says nothing of it. */
export function useKeepNetwork(): (next: Preferences) => void {
  const client = useQueryClient();
  const keep = useKeepPreferences();
  return (next) => {
    keep(next);
    void client.resetQueries({ queryKey: connectionQuery.queryKey });
  };
}

type Changed = PreferenceChange | ((now: Preferences) => PreferenceChange);

/** Sets one of the preferences, one after the other. A change of a part of one is made of what the one before it has left. */
export function usePreferenceChange(options: CommandOptions<[Changed], Preferences> = {}): Command<[Changed]> {
  const client = useQueryClient();
  const keep = useKeepPreferences();
  const send = async (change: Changed) => {
    if (typeof change !== "function") return preferencesChange(change);
    return preferencesChange(change(client.getQueryData(preferencesQuery.queryKey) ?? (await preferencesGet())));
  };
  return useCommand(send, {
    queue: "preferences",
    ...options,
    onDone: (next, change) => {
      keep(next);
      return options.onDone?.(next, change);
    },
  });
}
