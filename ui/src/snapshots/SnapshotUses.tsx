import type { SnapshotDetail } from "../backend/bindings/types";
import { DiskTypeIcon } from "../components/DiskTypeIcon";
import { Icon } from "../components/Icon";
import { imageTone, imageWord } from "../components/imageStatus";
import { StatusShape } from "../components/Status";
import { Note, Section } from "../details/DetailsShell";
import { UsedByPicture, type UseNode } from "../details/UsedByPicture";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useOpen } from "../useOpen";

/** Images in the picture; the rest is counted. */
const SHOWN = 3;

/** The images made of a snapshot and the instances that run them, and what that means for deleting it. */
export function SnapshotUses({ detail }: { detail: SnapshotDetail }) {
  const { t } = useTranslation(["snapshots", "details"]);
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const open = useOpen();
  const { row, usedByImages: images, usedByImagesCount, usedByInstancesCount: instances } = detail;
  const { usedByImage, usedByDisk } = row;
  const count = usedByImagesCount ?? images.length;
  const shown = images.length > SHOWN + 1 ? images.slice(0, SHOWN) : images;
  const rest = count - shown.length;
  const imageWords = usedByImagesCount === null ? t("details:usedBy.imagesUnknown") : t("details:usedBy.images", { count, number: format.number(count) });
  const instanceWords = instances === null ? t("details:usedBy.instancesUnknown") : t("details:usedBy.instances", { count: instances, number: format.number(instances) });

  const cards: UseNode[] = shown.map((image) => ({
    id: image.key.id,
    title: image.name || image.key.id,
    under: (
      <>
        <StatusShape tone={imageTone(image.status)} />
        {imageWord(image.status, common)} {image.key.regionId}
      </>
    ),
    onOpen: () => open.image(image.key),
  }));
  if (rest > 0) cards.push({ id: "more", title: t("details:usedBy.more", { count: rest, number: format.number(rest) }), onOpen: () => open.imagesOf(row.key.id) });
  const runs: UseNode[] =
    instances !== null && instances > 0
      ? [{ id: "instances", glyph: <Icon name="instance" size="small" />, title: format.number(instances), under: t("details:usedBy.instancesWord", { count: instances }), onOpen: () => open.instancesOf(images.map((image) => image.key.id)) }]
      : [];

  return (
    <Section title={t("details.usedBy")} aside={count > 0 || usedByImagesCount === null ? t("details:usedBy.both", { first: imageWords, second: instanceWords }) : undefined}>
      {cards.length > 0 && (
        <UsedByPicture
          label={t("details.usedBy")}
          columns={[[{ id: row.key.id, glyph: <DiskTypeIcon diskType={row.diskType} chosen />, title: "", here: true }], cards, runs]}
        />
      )}
      {usedByImage && count === 0 && <Note mark={<Icon name="image" size="small" />}>{t("details.byImage")}</Note>}
      {usedByDisk && <Note mark={<Icon name="disk" size="small" />}>{t("details.byDisk")}</Note>}
      <Note mark={<Icon name={usedByImage || count > 0 ? "lock" : "info"} size="small" />}>
        {usedByImage || count > 0
          ? t("details.notDeletable", { count: Math.max(count, 1) })
          : t(usedByImagesCount === null ? "details.usesUnknown" : usedByDisk ? "details.deletableDisk" : "details.unused")}
      </Note>
      {row.sourceListed !== true && <Note mark={<Icon name="info" size="small" />}>{t(row.sourceListed === null ? "details.sourceUnknown" : "details.sourceReleased")}</Note>}
    </Section>
  );
}
