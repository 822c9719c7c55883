// Pages that are small and much alike come together: each chunk of its own has a price in the shell.

export { ChainPage } from "../chains/ChainPage";
export { PartnersPage } from "../partners/PartnersPage";
export { CapturesPage } from "./CapturesPage";
