import { useQuery } from "@tanstack/react-query";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { Status } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { Reached } from "./Reached";
import { connectionQuery } from "./queries";
import { SettingRow } from "./SettingRow";

/** Whether ECS answers as the network is set now. Asked only when a person wants to know. */
export function ConnectionRow() {
  const { t } = useTranslation("settings");
  const { data: test, error, isFetching, isFetched, refetch } = useQuery(connectionQuery);
  const again = isFetched && !isFetching;
  return (
    <SettingRow
      label={t("connection.label")}
      hint={
        <div role="status">
          {isFetching && <Status tone="running">{t("connection.testing")}</Status>}
          {!isFetching && !isFetched && <Status tone="idle">{t("connection.never")}</Status>}
          {again && test && !error && <Reached test={test} />}
        </div>
      }
      below={again && error && <ProblemNote problem={problemOf(error)} />}
    >
      <Button variant="quiet" aria-disabled={isFetching || undefined} onClick={() => void refetch({ cancelRefetch: false })}>
        {t(again ? "connection.again" : "connection.test")}
      </Button>
    </SettingRow>
  );
}
