// The certificates of goods or of an establishment.

import type { Certificate } from "../../api/registryTypes";
import { useWords } from "../../text/useWords";
import { Day, HoldingMark, Title, useCertificateName } from "../registry/parts";
import { type Column, Rows } from "../registry/RegistryList";
import { REGISTRY } from "../registry/texts";

export function CertificateTable({ certificates }: { certificates: readonly Certificate[] }) {
  const { w } = useWords(REGISTRY);
  const nameOf = useCertificateName();
  const columns: Column<Certificate>[] = [
    {
      name: w("certificate.kind"),
      cell: (row) => (
        <Title second={`${row.number}, ${row.issuer}`}>
          <span>{nameOf(row)}</span>
        </Title>
      ),
    },
    { name: w("certificate.holds"), cell: (row) => <HoldingMark certificate={row} /> },
    {
      name: w("certificate.until"),
      cell: (row) => (row.valid_until ? <Day day={row.valid_until} /> : w("certificate.forever")),
    },
  ];
  return (
    <Rows
      columns={columns}
      rows={certificates}
      keyOf={(row) => `${row.kind} ${row.number} ${row.scope}`}
    />
  );
}
