import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { InstanceRow, ResourceKey } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { keyText } from "../backend/resourceKey";
import { AccountTag } from "../components/AccountTag";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { EVERYWHERE } from "../scope";
import { useSettled } from "../useSettled";
import { useStore } from "../useStore";
import styles from "./Compare.module.css";

/** So many are shown; of more the name is to be typed. */
const SHOWN = 12;

const instancesOf = () => new ViewHandle<InstanceRow>("instances", { kind: "instances", scope: EVERYWHERE, search: "", filters: [], sort: { column: "name", descending: false } });

/** Picks the instance that an image is compared with, among those of all accounts. */
export default function PickInstance({ image, onClose }: { image: ResourceKey; onClose: () => void }) {
  const { t } = useTranslation("compare");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const [view] = useState(instancesOf);
  const [search, setSearch] = useState("");
  const settled = useSettled(search);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { pages, total, problem } = useStore(view.shown);
  useEffect(() => view.start(), [view]);
  useEffect(() => {
    if (view.spec.get().search !== settled) view.change({ search: settled });
  }, [view, settled]);
  const rows = (pages.get(0)?.rows ?? []).slice(0, SHOWN);
  const rest = (total ?? 0) - rows.length;
  const pick = (key: ResourceKey) => {
    onClose();
    go({ page: "compare", key: image, other: { kind: "instance", key } });
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("pick.title")}
      text={t("pick.text")}
      note={rest > 0 && rows.length > 0 ? t("pick.more", { count: rest, number: format.number(rest) }) : undefined}
      actions={
        <Button variant="quiet" size="large" onClick={onClose}>
          {common("actions.cancel")}
        </Button>
      }
    >
      <TextField label={t("pick.search")} type="search" value={search} placeholder={t("pick.placeholder")} onChange={setSearch} />
      <div className={styles.results}>
        {problem ? (
          <CouldNotAsk problem={problem} plain onRetry={() => view.retry()} />
        ) : total === undefined ? (
          <p className="muted">{t("pick.reading")}</p>
        ) : rows.length === 0 ? (
          <p className="muted">{t("pick.none")}</p>
        ) : (
          <ul aria-label={t("pick.list")}>
            {rows.map((row) => {
              const account = accounts.find((each) => each.id === row.key.accountId);
              return (
                <li key={keyText(row.key)}>
                  <button type="button" className={styles.found} onClick={() => pick(row.key)}>
                    <span className="medium trunc">
                      <CloudText text={row.name || row.key.id} />
                    </span>
                    <span className="muted">{row.key.regionId}</span>
                    <span className="mono faint trunc">{row.key.id}</span>
                    {account && <AccountTag account={account} />}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
