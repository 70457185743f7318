import type { Finding, ResourceKey } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import styles from "./Spread.module.css";

interface Props {
  images: readonly { key: ResourceKey; name: string; findings: readonly Finding[] }[];
}

const TONES = { error: "bad", warning: "warning", note: "idle" } as const;

/** What is to be known of the images before anything is done with them; of several images each with its name. */
export function ImageFindings({ images }: Props) {
  const { t } = useTranslation(["spread", "findings"]);
  const words = useFindingWords();
  // Copies of an image have its name: then the region says which one is meant.
  const alike = new Set(images.map(({ name }) => name)).size < images.length && new Set(images.map(({ key }) => key.regionId)).size === images.length;
  const lines = images.flatMap(({ key, name, findings }) =>
    findings.map((finding) => ({ id: `${key.id} ${finding.code}`, name: alike ? key.regionId : name || key.id, finding, ...words(finding) })),
  );
  if (lines.length === 0) return null;
  return (
    <ul className={styles.effects} data-first="" aria-label={t("findings")}>
      {lines.map(({ id, name, finding, title, text }) => (
        <li key={id}>
          <StatusShape tone={TONES[finding.severity]} />
          <span>
            <b className="medium">
              {images.length > 1 ? <CloudText text={t("findingOf", { name, title })} /> : t("findings:sentence", { title })}
            </b>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
