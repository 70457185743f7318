import { useTranslation } from "react-i18next";
import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { useFormat } from "../format/useFormat";
import { useStore } from "../useStore";
import { CreateImageButton } from "./CreateImageButton";
import { actionsOf, clearAction } from "./rowActions";
import type { CreateImage } from "./useCreateImage";
import { openedStore, selectionStore } from "./view";
import styles from "./PageHead.module.css";

export interface PageHeadProps {
  shown: number | undefined;
  all: number | undefined;
  creating: CreateImage;
}

/** What the page is about, how much of it is shown, and what can be done with what is picked. */
export function PageHead({ shown, all, creating }: PageHeadProps) {
  const { t } = useTranslation("snapshots");
  const format = useFormat();
  const selection = useStore(selectionStore);
  const opened = useStore(openedStore);
  const picked = selection.size > 0 ? [...selection.values()] : opened ? [opened] : [];

  return (
    <div className={styles.head}>
      <h1 className={styles.title}>{t("title")}</h1>
      {shown !== undefined && all !== undefined && (
        <span className={styles.count}>{t("shownOf", { shown: format.number(shown), all: format.number(all) })}</span>
      )}
      <span className="grow" />
      {selection.size > 0 && (
        <span className="t12 muted">{t("selected", { count: selection.size, number: format.number(selection.size) })}</span>
      )}
      {picked.length > 0 && (
        <MenuButton
          className={styles.more}
          menuLabel={t("moreActions")}
          aria-label={t("moreActions")}
          data-tip={t("moreActions")}
          align="end"
          items={() => [...actionsOf(picked, t, format.number), ...(selection.size > 0 ? [clearAction(t)] : [])]}
        >
          <Icon name="more" />
        </MenuButton>
      )}
      <CreateImageButton picked={picked} creating={creating} />
    </div>
  );
}
