import { describe, expect, test } from 'vitest'
import { commitOk, foundOffice, newPerson, newPhone } from './office'

const file = (text: string) => ({ name: 'people.csv', bytes: new Blob([text]) })

const header = '氏名,ふりがな,部署,携帯電話,メール\n'

describe('An import', () => {
  test('is a dry run first: nothing is written', async () => {
    const { store, host } = await foundOffice()
    const { length } = host.vault.get(host.device) ?? []
    const preview = await store.previewImport(
      file(`${header}見本 花子,みほん はなこ,総務,090-0000-1111,mihon@example.jp\n`),
    )
    expect(preview).toMatchObject({ ok: true, value: { counts: { create: 1, refused: 0 } } })
    expect(host.vault.get(host.device)).toHaveLength(length)
    expect((await store.counts()).person?.live).toBe(1)
    await store.close()
  })

  test('makes new records and changes known ones, as one undo', async () => {
    const { store } = await foundOffice()
    await commitOk(store, [
      newPerson(0, { name: '見本 花子', mail: 'mihon@example.jp', note: '備考' }),
      newPhone(0, 0, '090-0000-1111', { use: 'mobile' }),
    ])
    const preview = await store.previewImport(
      file(
        `${header}見本 花子,みほん はなこ,総務,090-0000-1111,mihon@example.jp\n例示 一郎,れいじ いちろう,営業,080-0000-2222,rei@example.jp\n`,
      ),
    )
    expect(preview).toMatchObject({
      ok: true,
      value: { counts: { create: 1, change: 1, same: 0, refused: 0 } },
    })
    expect(await store.runImport()).toMatchObject({ ok: true })
    expect(await store.counts()).toMatchObject({ person: { live: 3 }, phone: { live: 2 } })
    expect((await store.history({ limit: 1 })).items[0]).toMatchObject({ kind: 'import' })
    expect(await store.undo()).toMatchObject({ ok: true })
    expect(await store.counts()).toMatchObject({ person: { live: 2 }, phone: { live: 1 } })
    await store.close()
  })

  test('of many rows is one run', async () => {
    const { store, host } = await foundOffice()
    const { length } = host.vault.get(host.device) ?? []
    const rows = Array.from(
      { length: 800 },
      (_, n) => `人 ${n},ひと,総務,090-0000-${String(n).padStart(4, '0')},p${n}@example.jp`,
    )
    await store.previewImport(file(`${header}${rows.join('\n')}\n`))
    expect(await store.runImport()).toMatchObject({ ok: true })
    expect(await store.counts()).toMatchObject({ person: { live: 801 }, phone: { live: 800 } })
    expect(
      host.vault
        .get(host.device)
        ?.slice(length)
        .every((line) => line.includes('"run":')),
    ).toBe(true)
    expect((await store.history({ limit: 5 })).items).toHaveLength(2)
    const peopleIn = async (whole: boolean) => {
      const item = (await store.history({ limit: 1, whole })).items[0]
      const listed = item?.records.filter(({ record }) => record.startsWith('person:')).length
      return [listed, item?.moreRecords]
    }
    expect(await peopleIn(false)).toEqual([50, 750])
    expect(await peopleIn(true)).toEqual([800, 0])
    expect(await store.verify(() => undefined)).toMatchObject({ problems: [] })
    await store.undo()
    expect(await store.counts()).toMatchObject({ person: { live: 1 }, phone: { live: 0 } })
    await store.close()
  })

  test('that cannot be done whole is not done at all', async () => {
    const { store, host } = await foundOffice()
    const rows = Array.from({ length: 600 }, (_, n) => `人 ${n},ひと,総務,,p${n}@example.jp`)
    await store.previewImport(file(`${header}${rows.join('\n')}\n`))
    // Between dry run and run the user lost the right to write.
    const me = await store.currentUser()
    const viewer = 'user:0000000000000009'
    await commitOk(store, [
      { op: 'create', id: viewer, values: { name: '閲覧', roles: ['viewer'], active: 'active' } },
    ])
    await store.switchUser(viewer)
    const { length } = host.vault.get(host.device) ?? []
    expect(await store.runImport()).toMatchObject({ ok: false, error: { type: 'NotAllowed' } })
    expect(host.vault.get(host.device)).toHaveLength(length)
    expect((await store.counts()).person?.live).toBe(1)
    // Whoever may write can still carry out what was prepared.
    await store.switchUser(me?.id ?? viewer)
    expect(await store.runImport()).toMatchObject({ ok: true })
    expect((await store.counts()).person?.live).toBe(601)
    await store.close()
  })

  test('of a file that is no table says what it is', async () => {
    const { store } = await foundOffice()
    expect(await store.previewImport({ name: 'x.csv', bytes: new Blob([]) })).toMatchObject({
      ok: false,
      error: { type: 'Empty' },
    })
    await store.close()
  })
})
