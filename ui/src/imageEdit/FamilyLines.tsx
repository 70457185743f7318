import type { FamilyNewest } from "../backend/bindings/types";
import { CloudText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import shared from "../spread/Spread.module.css";

interface Props {
  families: readonly FamilyNewest[];
  about: "deprecate" | "restore";
}

/** Which image becomes the newest of its family, where it is another one afterwards. */
export function FamilyLines({ families, about }: Props) {
  const { t } = useTranslation("imageEdit");
  const lines = families.flatMap(({ family, regionId: region, now, whenDeprecated, whenRestored, complete }) => {
    const next = about === "deprecate" ? whenDeprecated : whenRestored;
    if (next?.key.id === now?.key.id) return [];
    const text = next ? t(`status.${about}.newest`, { family, region, next: next.name || next.key.id }) : t(`status.${about}.newestNone`, { family, region });
    return [{ id: `${region} ${family}`, tone: next ? ("idle" as const) : ("warning" as const), text: complete ? text : `${text} ${t(`status.${about}.newestUnknown`, { region })}` }];
  });
  if (lines.length === 0) return null;
  return (
    <ul className={shared.effects}>
      {lines.map(({ id, tone, text }) => (
        <li key={id}>
          <StatusShape tone={tone} />
          <span>
            <CloudText text={text} />
          </span>
        </li>
      ))}
    </ul>
  );
}
