import { Icon } from "../components/Icon";
import { MenuButton } from "../components/MenuButton";
import { useTranslation } from "../i18n/useTranslation";
import button from "../components/IconButton.module.css";
import { go } from "../route";
import { useScope } from "../useScope";

/** What can be done with the images of the whole scope. */
export function DeleteByRule() {
  const { t } = useTranslation("images");
  const { accountIds, regionIds, resourceGroupIds } = useScope();
  return (
    <MenuButton
      menuLabel={t("more.label")}
      aria-label={t("more.label")}
      data-tip={t("more.label")}
      className={button.button}
      items={() => [{ id: "rule", label: t("more.deleteByRule"), icon: "trash", onSelect: () => go({ page: "deleteByRule", accountIds, regionIds, resourceGroupIds }) }]}
    >
      <Icon name="more" />
    </MenuButton>
  );
}
