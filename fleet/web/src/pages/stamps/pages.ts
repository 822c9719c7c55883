// Pages that are small and much alike come together: each chunk of its own has a price in the shell.

export { ConnectorsPage } from "../connectors/ConnectorsPage";
export { ImportPage } from "../imports/ImportPage";
export { ImportsPage } from "../imports/ImportsPage";
export { KeysPage } from "../keys/KeysPage";
export { BatchesPage } from "./BatchesPage";
export { StampsPage } from "./StampsPage";
