import type { ImageDetail } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { Note, Section } from "../details/DetailsShell";
import { UsedByPicture, type UseNode } from "../details/UsedByPicture";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";

/** Snapshots in the picture; the rest is counted. */
const SHOWN = 3;

/** The snapshots an image was made from and the instances that run it, and what deleting it means. */
export function ImageUses({ detail }: { detail: ImageDetail }) {
  const { t } = useTranslation(["images", "details"]);
  const format = useFormat();
  const open = useOpen();
  const { row, disks, usedByCount } = detail;
  const sources = disks.flatMap(({ snapshotId, snapshotListed, diskType, device }) => (snapshotId === null || snapshotId === "" ? [] : [{ snapshotId, snapshotListed, diskType, device }]));
  const shown = sources.length > SHOWN + 1 ? sources.slice(0, SHOWN) : sources;
  const rest = sources.length - shown.length;
  const snapshotWords = t("details:usedBy.snapshots", { count: sources.length, number: format.number(sources.length) });
  const instanceWords = usedByCount === null ? t("details:usedBy.instancesUnknown") : t("details:usedBy.instances", { count: usedByCount, number: format.number(usedByCount) });
  const device = (name: string | null) => name?.replace("/dev/", "") ?? "";

  const from: UseNode[] = shown.map((source) => ({
    id: source.snapshotId,
    glyph: <DiskTypeIcon diskType={source.diskType} />,
    title: device(source.device) || source.snapshotId,
    under: source.snapshotListed === true ? undefined : t(source.snapshotListed === null ? "uses.notKnown" : "uses.notListed"),
    ...(source.snapshotListed === true && { onOpen: () => open.snapshot({ ...row.key, id: source.snapshotId }) }),
  }));
  if (rest > 0) from.push({ id: "more", title: t("details:usedBy.more", { count: rest, number: format.number(rest) }) });
  const runs: UseNode[] =
    usedByCount !== null && usedByCount > 0
      ? [{ id: "instances", glyph: <Icon name="instance" size="small" />, title: format.number(usedByCount), under: t("details:usedBy.instancesWord", { count: usedByCount }), onOpen: () => open.instancesOf([row.key.id]) }]
      : [];
  const itself: UseNode = {
    id: row.key.id,
    glyph: <Icon name="image" size="small" />,
    title: row.sizeGib === null ? t("uses.image") : format.size(row.sizeGib),
    under: t("details:usedBy.disks", { count: disks.length, number: format.number(disks.length) }),
    here: true,
  };
  return (
    <Section title={t("uses.title")} aside={t("details:usedBy.both", { first: snapshotWords, second: instanceWords })}>
      <UsedByPicture label={t("details:usedBy.label", { name: visibleText(row.name || row.key.id), from: snapshotWords, to: instanceWords })} columns={[from, [itself], runs]} />
      <Note mark={<Icon name="trash" size="small" />}>
        {usedByCount === null ? t("uses.deletingUnknown") : usedByCount > 0 ? t("uses.deleting", { count: usedByCount, number: format.number(usedByCount) }) : t("uses.deletingUnused")}
      </Note>
    </Section>
  );
}
