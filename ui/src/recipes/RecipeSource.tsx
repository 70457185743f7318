import { useQuery } from "@tanstack/react-query";
import { accountsQuery, regionsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { SelectField } from "../components/SelectField";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { RecipeFields } from "./RecipeDialog";
import styles from "./Recipes.module.css";

/** The instance whose snapshots are taken, and which of its disks. */
export function RecipeSource({ fields: { recipe, change, errorAt, warningAt } }: { fields: RecipeFields }) {
  const { t } = useTranslation("recipes");
  const format = useFormat();
  const nameOf = useAccountName();
  const { data: accounts = [] } = useQuery(accountsQuery);
  const { data: regions = [] } = useQuery({ ...regionsQuery(recipe.accountId), enabled: recipe.accountId !== "" });
  const { accountId, accountAlias, regionId, leftOutDiskIds } = recipe;
  const known = accounts.some((account) => account.id === accountId);
  const accountOptions = accounts.map((account) => ({ value: account.id, label: nameOf(account) }));
  const regionOptions = regions.map((region) => ({ value: region.regionId, label: region.regionId }));
  const isListed = regions.some((region) => region.regionId === regionId);
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={t("editor.account")}
          value={accountId}
          options={known ? accountOptions : [{ value: accountId, label: t("editor.pickAccount") }, ...accountOptions]}
          onChange={(next) => change({ accountId: next })}
          error={accountId === "" && accountAlias !== "" ? t("editor.unknownAlias", { alias: accountAlias }) : errorAt("accountId")}
        />
        <SelectField
          label={t("editor.region")}
          value={regionId}
          options={isListed ? regionOptions : [{ value: regionId, label: regionId || t("editor.pickRegion") }, ...regionOptions]}
          onChange={(next) => change({ regionId: next })}
          error={errorAt("regionId")}
        />
      </div>
      <TextField
        label={t("editor.instance")}
        mono
        value={recipe.instanceId}
        onChange={(instanceId) => change({ instanceId, instanceName: "", leftOutDiskIds: [] })}
        hint={warningAt("recipeInstance") ?? (recipe.instanceName ? <CloudText text={recipe.instanceName} /> : undefined)}
        error={errorAt("recipeInstance")}
      />
      {leftOutDiskIds.length > 0 && (
        <p className={styles.left}>
          <CloudText text={t("editor.leftOut", { count: leftOutDiskIds.length, ids: format.list(leftOutDiskIds) })} />
          <Button variant="quiet" onClick={() => change({ leftOutDiskIds: [] })}>
            {t("editor.takeAll")}
          </Button>
        </p>
      )}
    </>
  );
}
