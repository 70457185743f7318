import { useState, type ReactNode } from "react";
import type { DeletableImage, DeletableSnapshot, DeletionPlan } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import { Checkbox } from "../components/Checkbox";
import { CloudText, visibleText } from "../components/CloudText";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { Status } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { canGo, isForced, snapshotsOfImages } from "./chosen";
import { inFours } from "../images/inFours";
import { useObstacleWords } from "./useObstacleWords";
import own from "./Delete.module.css";

/** So many rows of a part are shown at first, and more at a time. */
const PAGE = 50;

interface Props {
  plan: DeletionPlan;
  ticked: ReadonlySet<string>;
  /** It has been confirmed and can be undone. */
  waits: boolean;
  /** A rule says which images it is of: their family and age are shown. */
  byRule: boolean;
  onTick: (keys: readonly string[], on: boolean) => void;
}

/** What will happen, in this order; each row says what it means or why it cannot be done. */
export function PlanTable({ plan, ticked, waits, byRule, onTick }: Props) {
  const { t } = useTranslation("deletion");
  const going = plan.images.filter(canGo);
  const shares = going.flatMap((image) => image.sharedWith.map((accountId) => ({ image, accountId })));
  const ofImages = snapshotsOfImages(plan);
  const snapshots = [...ofImages, ...plan.snapshots];
  const forced = going.filter(isForced).length;
  const parts: { id: string; title: string; note: string; rows?: ReactNode }[] = [
    ...(shares.length > 0
      ? [{ id: "unshare", title: t("part.unshare"), note: t("part.unshareNote"), rows: shares.map(({ image, accountId }) => <ShareRow key={`${image.row.key.id} ${accountId}`} image={image} accountId={accountId} waits={waits} several={plan.images.length > 1} />) }]
      : []),
    ...(plan.images.length > 0
      ? [
          {
            id: "image",
            title: t("part.image", { count: plan.images.length }),
            note: forced > 0 ? t("part.imageForced") : "",
            rows: <Paged rows={plan.images} show={(image) => <ImageLine key={keyText(image.row.key)} image={image} waits={waits} byRule={byRule} />} />,
          },
          ...(going.length > 0 ? [{ id: "wait", title: t("part.wait", { count: plan.images.length }), note: t("part.waitNote") }] : []),
        ]
      : []),
    ...(snapshots.length > 0
      ? [
          {
            id: "snapshots",
            title: t("part.snapshots"),
            note: t("part.snapshotsNote"),
            rows: (
              <>
                <TickAll snapshots={snapshots} ticked={ticked} waits={waits} onTick={onTick} />
                <Paged rows={snapshots} show={(snapshot) => <SnapshotLine key={keyText(snapshot.key)} snapshot={snapshot} ticked={ticked.has(keyText(snapshot.key))} waits={waits} onTick={onTick} />} />
              </>
            ),
          },
        ]
      : []),
  ];
  if (parts.length === 0) return null;
  return (
    <div className={own.plan}>
      {parts.map(({ id, title, note, rows }, index) => (
        <section key={id} aria-label={title}>
          <header className={own.part}>
            <span className={own.number} aria-hidden="true">
              {index + 1}
            </span>
            <h3>{title}</h3>
            <span className="muted">{note}</span>
          </header>
          {rows && <div>{rows}</div>}
        </section>
      ))}
    </div>
  );
}

/** Rows in pages. What cannot be deleted comes first where there are many, so that nobody has to look for it. */
function Paged<Row extends DeletableImage | DeletableSnapshot>({ rows, show }: { rows: readonly Row[]; show: (row: Row) => ReactNode }) {
  const { t } = useTranslation("deletion");
  const [most, setMost] = useState(PAGE);
  const sorted = rows.length > PAGE ? rows.toSorted((a, b) => Number(canGo(a)) - Number(canGo(b))) : rows;
  return (
    <>
      {sorted.slice(0, most).map(show)}
      {sorted.length > most && (
        <div className={own.more}>
          <button type="button" className="link" onClick={() => setMost(most + PAGE * 4)}>
            {t("showMore", { count: sorted.length - most })}
          </button>
        </div>
      )}
    </>
  );
}

interface LineProps {
  box: ReactNode;
  glyph: ReactNode;
  name: string;
  id: string;
  text: string;
  off?: boolean;
  state?: ReactNode;
}

function Line({ box, glyph, name, id, text, off = false, state }: LineProps) {
  return (
    <div className={own.line} data-off={off || undefined}>
      {box}
      <span className={own.glyph}>{glyph}</span>
      <span className={own.two}>
        {name !== "" && (
          <span className={`${own.name} trunc`}>
            <CloudText text={name} />
          </span>
        )}
        <span className="mono faint trunc selectable">{id}</span>
      </span>
      <span className={own.text}>{text}</span>
      <span className={own.state}>{state}</span>
    </div>
  );
}

/** A box that only shows that something is part of the order, or not. */
const Held = ({ on, label }: { on: boolean; label: string }) => <Checkbox checked={on} disabled readOnly aria-label={label} />;

function ShareRow({ image, accountId, waits, several }: { image: DeletableImage; accountId: string; waits: boolean; several: boolean }) {
  const { t } = useTranslation("deletion");
  const name = visibleText(image.row.name || image.row.key.id);
  return (
    <Line
      box={<Held on label={t("tick", { name: accountId })} />}
      glyph={<Icon name="share" size="small" />}
      name={several ? image.row.name : ""}
      id={inFours(accountId)}
      text={t("row.share", { name })}
      state={waits && <Status tone="idle">{t("outcome.waiting")}</Status>}
    />
  );
}

function ImageLine({ image, waits, byRule }: { image: DeletableImage; waits: boolean; byRule: boolean }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const words = useObstacleWords();
  const { row, usedByCount, usesTold, obstacles } = image;
  const goes = canGo(image);
  const text = !goes ? obstacles.map(words).join(" ") : usedByCount === null || (!usesTold && usedByCount > 0) ? t("row.usesUnknown") : usedByCount > 0 ? t("row.uses", { count: usedByCount }) : t("row.unused");
  const byAge = byRule && row.createdAt !== null ? t("row.ofFamily", { family: visibleText(row.family), date: format.date(row.createdAt), text }) : text;
  return (
    <Line
      box={<Held on={goes} label={t("tick", { name: visibleText(row.name || row.key.id) })} />}
      glyph={<Icon name="image" size="small" />}
      name={row.name}
      id={row.key.id}
      text={byAge}
      off={!goes}
      state={!goes ? <Status tone="idle">{t("outcome.cannot")}</Status> : waits ? <Status tone="idle">{t("outcome.waiting")}</Status> : null}
    />
  );
}

interface SnapshotProps {
  snapshot: DeletableSnapshot;
  ticked: boolean;
  waits: boolean;
  onTick: Props["onTick"];
}

function SnapshotLine({ snapshot, ticked, waits, onTick }: SnapshotProps) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const words = useObstacleWords();
  const { key, name, diskType, sizeGib, usedByDisk, status, obstacles } = snapshot;
  const goes = canGo(snapshot);
  const label = t("tick", { name: visibleText(name || key.id) });
  const size = sizeGib === null ? "" : format.size(sizeGib);
  const facts = [size, ...(status === "progressing" ? [t("row.progressing")] : []), ...(usedByDisk ? [t("row.disks")] : [])].filter(Boolean);
  return (
    <Line
      box={goes && !waits ? <Checkbox checked={ticked} aria-label={label} onChange={(event) => onTick([keyText(key)], event.target.checked)} /> : <Held on={goes && ticked} label={label} />}
      glyph={<DiskTypeIcon diskType={diskType} />}
      name={name}
      id={key.id}
      text={goes ? facts.join(t("row.between")) : obstacles.map(words).join(" ")}
      off={!goes}
      state={!goes ? <Status tone="idle">{t("outcome.cannot")}</Status> : !ticked ? <Status tone="idle">{t("outcome.stays")}</Status> : waits ? <Status tone="idle">{t("outcome.waiting")}</Status> : null}
    />
  );
}

function TickAll({ snapshots, ticked, waits, onTick }: { snapshots: readonly DeletableSnapshot[]; ticked: ReadonlySet<string>; waits: boolean; onTick: Props["onTick"] }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const open = snapshots.filter(canGo).map(({ key }) => keyText(key));
  const on = open.filter((key) => ticked.has(key)).length;
  if (open.length < 2) return null;
  return (
    <label className={own.all}>
      <Checkbox checked={on === open.length} indeterminate={on > 0 && on < open.length} disabled={waits} onChange={(event) => onTick(open, event.target.checked)} />
      {t("all", { on: format.number(on), count: open.length, number: format.number(open.length) })}
    </label>
  );
}
