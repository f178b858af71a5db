# Types the beginning of a command into an interactive zsh that has read the script $COMPLETION, presses Tab, and prints what the line becomes.
zmodload zsh/zpty
zpty shell "TERM=dumb zsh -f -i"
zpty -w shell '. "$COMPLETION"; print rea""dy'
zpty -r shell said '*ready*'
zpty -w -n shell $'spark relay --allow-u\t'
zpty -r shell said '*local*'
print -r -- "$said"
