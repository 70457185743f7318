import type { Account } from "../backend/bindings/types";
import type { MenuItem } from "../components/menuItem";
import { useLockState } from "../components/useLockState";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { lockItems } from "./lockItems";
import { useAccountLock } from "./useAccountLock";

const NONE = { locked: false, unlockedUntil: null };

/** The lines that lock and unlock this account, for a menu of it; none without an account. */
export function useLockItems(account: Account | undefined): MenuItem[] {
  const { t } = useTranslation("common");
  const format = useFormat();
  const state = useLockState(account ?? NONE);
  const lock = useAccountLock();
  if (!account) return [];
  const left = state.kind === "lifted" ? format.countdown(state.left) : "";
  return lockItems(state, left, t, (change) => lock.mutate({ account, change }));
}
