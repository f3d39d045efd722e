digest --all
