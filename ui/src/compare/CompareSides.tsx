import { useQuery } from "@tanstack/react-query";
import type { ComparedDisk, ComparedSide, DiskOfSide, ImageComparison } from "../backend/bindings/types";
import { accountsQuery } from "../backend/queries";
import { AccountTag } from "../components/AccountTag";
import { CloudText, visibleText } from "../components/CloudText";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { Logo } from "../components/Logo";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";
import styles from "./Compare.module.css";

/** Both sides as prints, and their disks between them, as bars from the middle. */
export function CompareSides({ comparison }: { comparison: ImageComparison }) {
  const { t } = useTranslation("compare");
  return (
    <div className={styles.sides}>
      <Print side={comparison.a} letter={t("side.a")} />
      <Disks disks={comparison.disks} />
      <Print side={comparison.b} letter={t("side.b")} />
    </div>
  );
}

function Print({ side, letter }: { side: ComparedSide; letter: string }) {
  const { t } = useTranslation("compare");
  const open = useOpen();
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === side.key.accountId) });
  const name = side.name || t("side.unnamed");
  const system = side.os || side.platform;
  return (
    <section className={styles.print} aria-label={t("side.named", { side: letter, name: visibleText(name) })}>
      <div className={styles.paper}>
        <span className="faint">{side.kind === "image" ? <Logo size={16} /> : <Icon name="instance" />}</span>
        <span className="trunc" data-tip={visibleText(system)} data-tip-cut="">
          <CloudText text={system} />
        </span>
      </div>
      <div className={styles.printLine}>
        <b>{letter}</b>
        <button type="button" className="link trunc" data-tip={visibleText(name)} data-tip-cut="" onClick={() => open[side.kind](side.key)}>
          <CloudText text={name} />
        </button>
      </div>
      <div className={styles.printLine}>
        <span className="trunc">{side.key.regionId}</span>
        <span className="grow" />
        {account && <AccountTag account={account} />}
      </div>
      <span className="mono faint trunc selectable">{side.key.id}</span>
    </section>
  );
}

const gibOf = (disk: DiskOfSide): number => (disk.kind === "there" ? (disk.sizeGib ?? 0) : 0);

function Disks({ disks }: { disks: readonly ComparedDisk[] }) {
  const { t } = useTranslation("compare");
  const format = useFormat();
  const largest = Math.max(1, ...disks.flatMap(({ a, b }) => [gibOf(a), gibOf(b)]));
  const words = (disk: DiskOfSide) => (disk.kind === "there" && disk.sizeGib !== null ? format.number(disk.sizeGib) : t(disk.kind === "absent" ? "disks.absent" : "disks.unknown"));
  // The figure stands beside the bar.
  const share = (disk: DiskOfSide) => ({ width: `calc((100% - 56px) * ${(gibOf(disk) / largest).toFixed(3)})` });
  const all = disks.length > 0 && disks.every(({ mark }) => mark === "equal");
  const differs = disks.some(({ mark }) => mark === "different");
  return (
    <section className={styles.disks} aria-label={t("disks.title")}>
      <div className={styles.disksHead}>
        <span>{t("disks.unit", { side: t("side.a") })}</span>
        <span>{all ? t("disks.equal", { count: disks.length, number: format.number(disks.length) }) : t(differs ? "disks.different" : "disks.unread")}</span>
        <span>{t("disks.unit", { side: t("side.b") })}</span>
      </div>
      <ul>
        {disks.map((disk, index) => {
          const device = disk.device || t(disk.system ? "disks.system" : "disks.data");
          return (
            <li key={index} className={styles.disk} data-mark={disk.mark}>
              <span className="sr-only">{t("disks.line", { disk: visibleText(device), a: words(disk.a), b: words(disk.b) })}</span>
              <span className={styles.left} aria-hidden="true">
                <Size disk={disk.a} words={words(disk.a)} />
                <i className={styles.bar} style={share(disk.a)} />
              </span>
              <span className={styles.middle} aria-hidden="true">
                <DiskTypeIcon diskType={disk.system ? "system" : "data"} />
                <span className="trunc">
                  <CloudText text={device} />
                </span>
                {disk.mark === "different" && <StatusShape tone="warning" />}
                {disk.mark === "unread" && <StatusShape tone="idle" />}
              </span>
              <span className={styles.right} aria-hidden="true">
                <i className={styles.bar} style={share(disk.b)} />
                <Size disk={disk.b} words={words(disk.b)} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const Size = ({ disk, words }: { disk: DiskOfSide; words: string }) => <span className={disk.kind === "there" && disk.sizeGib !== null ? undefined : "faint"}>{words}</span>;
