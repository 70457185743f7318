import type { InstanceDetail } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { Note, Section } from "../details/DetailsShell";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useOpen } from "../useOpen";
import styles from "./InstanceTimes.module.css";

/** The image an instance runs, and whether there is a newer one. */
export function InstanceImage({ detail }: { detail: InstanceDetail }) {
  const { t } = useTranslation("instances");
  const format = useFormat();
  const now = useNow();
  const open = useOpen();
  const { image, row, newerImage, instancesOfImage } = detail;
  const runs = instancesOfImage === null ? t("image.runsUnknown") : t("image.runs", { count: instancesOfImage, number: format.number(instancesOfImage) });
  const words = (
    <>
      <span className={styles.print}>
        <Icon name="image" size="small" />
      </span>
      <span className={styles.words}>
        <span className="medium trunc">
          <CloudText text={image ? image.name || image.key.id : row.imageId} />
        </span>
        <span className="t12 faint trunc">
          {!image ? t("image.gone") : image.createdAt === null ? runs : t("image.ageAndRuns", { age: format.age(image.createdAt, now), runs })}
        </span>
      </span>
    </>
  );
  return (
    <Section title={t("columns.image")}>
      {image ? (
        <button type="button" className={styles.image} onClick={() => open.image(image.key)}>
          {words}
          <Icon name="chevronRight" size="small" />
        </button>
      ) : (
        <div className={styles.image}>{words}</div>
      )}
      {newerImage && (
        <Note mark={<Icon name="arrowUp" size="small" />}>
          <button type="button" className="link" onClick={() => open.image(newerImage.key)}>
            <CloudText text={newerImage.name || newerImage.key.id} />
          </button>{" "}
          {newerImage.createdAt === null ? t("image.newer") : t("image.newerAge", { age: format.age(newerImage.createdAt, now) })}
        </Note>
      )}
      {newerImage && (
        <div className={styles.ways}>
          <Button icon="instance" onClick={() => go({ page: "launch", key: newerImage.key, like: row.key.id })}>
            {t("actions.launchNewer")}
          </Button>
          <Button icon="image" onClick={() => go({ page: "replace", accountId: row.key.accountId, regionId: row.key.regionId, instanceIds: [row.key.id], imageId: newerImage.key.id })}>
            {t("actions.replace")}
          </Button>
        </div>
      )}
    </Section>
  );
}
