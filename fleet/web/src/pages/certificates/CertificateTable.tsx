// The certificates of goods or of an establishment.

import type { Certificate } from "../../api/registryTypes";
import { useWords } from "../../text/useWords";
import { type Column, Rows, Title } from "../../ui/Rows";
import { Day, HoldingMark, useCertificateName } from "../registry/parts";
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
    {
      name: w("certificate.holds"),
      cell: (row) => <HoldingMark certificate={row} />,
      isWhole: true,
    },
    {
      name: w("certificate.until"),
      cell: (row) => (row.valid_until ? <Day day={row.valid_until} /> : w("certificate.forever")),
      isWhole: true,
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
