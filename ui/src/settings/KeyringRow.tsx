import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keyringTest } from "../backend/bindings/commands";
import type { Problem, StorageInfo } from "../backend/bindings/types";
import { keyringQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { platformOf } from "../components/platform";
import { ProblemNote } from "../components/ProblemNote";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { storageQuery } from "./queries";
import { SettingRow } from "./SettingRow";

/** Whether the keyring takes and gives back secrets, and how many of ours are in it. */
export function KeyringRow({ storage }: { storage: StorageInfo }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const { keyring, keyringName, keptSecrets: count } = storage;
  const [testedAt, setTestedAt] = useState<number | null>(null);
  const test = useCommand(keyringTest, {
    failureIn: "here",
    onDone: async (state) => {
      setTestedAt(state.ready ? Date.now() : null);
      client.setQueryData(storageQuery.queryKey, (known) => known && { ...known, keyring: state });
      await client.invalidateQueries({ queryKey: keyringQuery.queryKey });
    },
    onFailed: () => setTestedAt(null),
  });
  const name = keyringName ?? t(`storage.keyringName.${platformOf(navigator.userAgent)}`);
  const problem: Problem | null = test.problem ?? (keyring.problem && { code: keyring.problem, field: null, params: {}, provider: null });
  const works = testedAt === null ? t("storage.ready") : t("storage.works", { time: format.clock(testedAt, now) });
  return (
    <SettingRow
      label={t("storage.keyring")}
      hint={t("storage.kept", { count, name, number: format.number(count) })}
      below={problem && !test.busy && <ProblemNote problem={problem} />}
    >
      <span role="status">{problem ? <Status tone="warning">{t("storage.notReady")}</Status> : <Status tone="good">{works}</Status>}</span>
      <Button variant="quiet" aria-label={t("storage.test")} aria-disabled={test.busy || undefined} onClick={() => test.run()}>
        {t(test.busy ? "storage.testing" : "storage.testShort")}
      </Button>
    </SettingRow>
  );
}
