import { useQuery } from "@tanstack/react-query";
import type { PresenceAccount, PresenceBy, Problem } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { AccountTag } from "../components/AccountTag";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { cellId, classes } from "../grid/GridRow";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Presence.module.css";

interface Props {
  id: string;
  index: number;
  top: number;
  line: PresenceAccount;
  by: PresenceBy;
  regionIds: readonly string[];
  focused: number;
}

const SHORT: Partial<Record<Problem["code"], "throttled" | "denied">> = { throttled: "throttled", accessDenied: "denied" };

/** An account over its rows, with the regions that could not be asked. */
export function AccountLine({ id, index, top, line, by, regionIds, focused }: Props) {
  const { t } = useTranslation("presence");
  const format = useFormat();
  const problemWords = useProblemWords();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const account = accounts.find((each) => each.id === line.accountId);
  return (
    <div className={styles.account} role="row" aria-rowindex={index + 2} style={{ top }} data-row={index}>
      <div id={cellId(id, index, 0)} role="rowheader" aria-colindex={1} data-place={0} className={classes(styles.name, focused === 0 && styles.focused)}>
        {account && <AccountTag account={account} plain />}
        {account && account.environment === "production" && <EnvironmentBadge account={account} />}
        <span className="faint trunc">{t(by === "family" ? "account.families" : "account.names", { count: line.rows, number: format.number(line.rows) })}</span>
      </div>
      {regionIds.map((regionId, column) => {
        const problem = line.notAsked.find((each) => each.regionId === regionId)?.problem;
        const words = problem && problemWords(problem);
        const short = problem && (SHORT[problem.code] ?? "failed");
        return (
          <div
            key={regionId}
            id={cellId(id, index, column + 1)}
            role="gridcell"
            aria-colindex={column + 2}
            data-place={column + 1}
            data-tip={words && [words.title, words.text].join("\n")}
            className={classes(styles.cell, styles.obstacle, focused === column + 1 && styles.focused)}
          >
            {short && <Status tone={short === "throttled" ? "warning" : "bad"}>{t(`account.${short}`)}</Status>}
          </div>
        );
      })}
      <div id={cellId(id, index, regionIds.length + 1)} role="gridcell" aria-colindex={regionIds.length + 2} data-place={regionIds.length + 1} className={classes(styles.sum, focused === regionIds.length + 1 && styles.focused)} />
    </div>
  );
}
