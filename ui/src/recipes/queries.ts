import { queryOptions } from "@tanstack/react-query";
import { recipeList, recipeResolve } from "../backend/bindings/commands";

export const recipesQuery = queryOptions({ queryKey: ["recipes"], queryFn: recipeList });

/** What running a recipe comes to, asked anew for every dialog. */
export const recipeRunQuery = (id: number) =>
  queryOptions({ queryKey: ["recipes", id, "run"], queryFn: () => recipeResolve(id), staleTime: 0, gcTime: 0, refetchOnMount: "always" });
