const bar = document.querySelector('.saring')
const choices = [...bar.querySelectorAll('select')]
const shown = bar.querySelector('output')
const fits = (entry, choice) => !choice.value || ` ${entry.dataset[choice.name]} `.includes(` ${choice.value} `)
const apply = () => {
  let count = 0
  for (const part of document.querySelectorAll('section, .kelompok, .tabel')) part.hidden = true
  for (const entry of document.querySelectorAll('tbody')) {
    entry.hidden = !choices.every(choice => fits(entry, choice))
    if (entry.hidden) continue
    count += 1
    for (let part = entry.closest('.tabel'); part && part.matches('section, .kelompok, .tabel'); part = part.parentElement) part.hidden = false
  }
  if (choices.every(choice => !choice.value)) for (const part of document.querySelectorAll('section')) part.hidden = false
  shown.textContent = count
}
for (const choice of choices) choice.addEventListener('change', apply)
bar.hidden = false
shown.textContent = document.querySelectorAll('tbody').length
